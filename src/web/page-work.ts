/** Pages as long work: made whole, as bytes, for the looks of their reader. */
import type { LongWork } from '../classroom/long-work.ts';
import type { Looks, Page } from './page.ts';
import { viewsHere } from './views-here.ts';

/** What a page is made of, beside who reads it; null: there is nothing at this address. */
export type PageWork<Asked> = LongWork<Asked & { readonly looks: Looks }, Uint8Array | null>;

export const pageBytes = (page: Page, looks: Looks): Uint8Array => Buffer.from(viewsHere().page(page, looks));

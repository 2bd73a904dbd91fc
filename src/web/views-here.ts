/** The templates of this thread, read and compiled once. */
import { makeViews, type Views } from './views.ts';

let made: Views | undefined;

export function viewsHere(): Views {
  made ??= makeViews();
  return made;
}

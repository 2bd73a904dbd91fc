/** A form with a file comes as multipart/form-data, which Node itself can read; a route asks for it with express.raw. */
import type { Request } from 'express';
import { Refusal } from './failure.ts';

export async function readMultipart(request: Request): Promise<{ get(name: string): unknown }> {
  if (!Buffer.isBuffer(request.body)) return new Map(Object.entries(request.body ?? {}));
  const headers = { 'content-type': request.get('content-type') ?? '' };
  try {
    return await new globalThis.Response(new Uint8Array(request.body), { headers }).formData();
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(400, 'notUnderstood');
    throw error;
  }
}

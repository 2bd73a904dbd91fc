/**
 * Whether there is room where the embedded database stands. PostgreSQL ends itself when it cannot write its log, so
 * writing stops while there is still room for that, and goes on when somebody has made more.
 */
import { statfs } from 'node:fs/promises';

/** Four segments of PostgreSQL's log, which is more than is written between two looks. */
export const reserveBytes = 64 * 1024 * 1024;

const lookEveryMs = 1000;

export interface Room {
  /** Throws what findOutage calls 'full' where there is none. */
  require(): void;
  close(): void;
}

/** On a server: room is the server's business, and it says so itself. */
export const endlessRoom: Room = { require: () => {}, close: () => {} };

export async function watchRoom(folder: string): Promise<Room> {
  let has = await hasRoom(folder);
  const timer = setInterval(async () => {
    has = await hasRoom(folder);
  }, lookEveryMs).unref();
  return {
    require: () => {
      if (!has) throw Object.assign(new Error(`less than ${reserveBytes} bytes free`), { code: 'ENOSPC' });
    },
    close: () => clearInterval(timer),
  };
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= reserveBytes;
}

/** A browser as far as forms go: keeps its cookies, follows nothing by itself. */
import type { TestServer } from './test-server.ts';

export interface Device {
  get(path: string): Promise<Response>;
  post(path: string, fields?: Readonly<Record<string, string>> | FormData): Promise<Response>;
  /** The session's cookie as it stands; '' for none. */
  cookie(): string;
}

export function makeDevice({ url }: Pick<TestServer, 'url'>, userAgent = 'Firefox/140 (Linux)'): Device {
  let cookie = '';
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { cookie, 'user-agent': userAgent };
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      if (pair.startsWith('chainmark=')) cookie = pair === 'chainmark=' ? '' : pair;
    }
    return response;
  };
  return {
    get: (path) => ask(path, {}),
    post: (path, fields = {}) => {
      const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
      return ask(path, { method: 'POST', body });
    },
    cookie: () => cookie,
  };
}

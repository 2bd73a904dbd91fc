/** One field of something that is sent: what it belongs to, and how a text is put into it. */
export interface Place {
  /** 'POST /join', as the tables of routes have it. */
  readonly route: string;
  readonly field: string;
  send(text: string): Promise<Response>;
}

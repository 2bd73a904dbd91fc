/** PostgreSQL writes a timestamp in JSON without its zone; ours are all in UTC. */
export const utc = (timestamp: string): Date => new Date(`${timestamp}Z`);

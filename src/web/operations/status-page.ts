/** The page of status: how the site is, for its owner. */

import { showInstant } from '../../language/instant.ts';
import type { Locale } from '../../language/language.ts';
import { say } from '../../language/language.ts';
import type { Page } from '../page.ts';
import type { Status } from './read-status.ts';

export interface StatusModel extends Status {
  /** Before a backup is handed out. */
  readonly asksPassword: boolean;
  /** With the password that was given. */
  readonly problem: string;
}

export function statusPage(status: StatusModel, locale: Locale): Page {
  const words = say(locale).status;
  const { facts, connections, eventLoopDelay } = status;
  const count = (value: number): string => value.toLocaleString(say(locale).tag);
  const rows = [
    [words.version, status.version],
    [words.node, status.node],
    [words.upSince, words.duration(...hoursAndMinutes(status.upSeconds))],
    [words.memory, words.megabytes(count(Math.round(status.memoryBytes / 1e6)))],
    [words.delay, words.delays(milliseconds(eventLoopDelay.median), milliseconds(eventLoopDelay.p99))],
    [words.database, connections ? words.server(facts.postgres) : words.embedded(facts.postgres)],
    [words.size, words.megabytes(count(Math.round(facts.bytes / 1e6)))],
    [words.backup, status.lastBackup ? showInstant(status.lastBackup, locale) : words.noBackup],
    [words.migrations, words.migrationsTo(`${facts.migrations}`, facts.latestMigration)],
    ...(connections
      ? [
          [
            words.connections,
            words.connectionsAre(`${connections.busy}`, `${connections.idle}`, `${connections.waiting}`),
          ],
        ]
      : []),
    [words.courses, count(facts.courses)],
    [words.people, count(facts.people)],
    [words.attempts, count(facts.attempts)],
  ].map(([name, value]) => ({ name, value }));
  const work = status.work.map(({ kind, state, count: much }) => ({
    name: words.work(
      isIn(words.kinds, kind) ? words.kinds[kind] : kind,
      isIn(words.states, state) ? words.states[state] : state,
    ),
    value: count(much),
  }));
  return {
    template: 'operations/status-page',
    title: words.title,
    view: {
      words,
      rows,
      work,
      asksPassword: status.asksPassword,
      problem: status.problem,
      password: say(locale).people.currentPassword,
    },
  };
}

/** A kind of another version has no words yet. */
const isIn = <T extends object>(words: T, name: PropertyKey): name is keyof T => Object.hasOwn(words, name);

const milliseconds = (seconds: number): string => (seconds * 1000).toFixed(0);

function hoursAndMinutes(seconds: number): [string, string] {
  const minutes = Math.floor(seconds / 60);
  return [`${Math.floor(minutes / 60)}`, `${minutes % 60}`];
}

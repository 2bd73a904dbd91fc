/** The site, for its owner: how it is, who may start courses, and whose sessions end. */
import * as z from 'zod';
import { inviteTeacher } from '../../../classroom/invite-teacher.ts';
import { signOutEverybody, signOutPerson } from '../../../classroom/sign-out-people.ts';
import { listTeachers, setMayTeach } from '../../../store/users.ts';
import { Refusal } from '../../failure.ts';
import { readStatus } from '../../operations/read-status.ts';
import { entryAddresses } from '../../teacher/entry-pages.ts';
import { endpoint, nothing } from '../endpoint.ts';
import { id, instant, list, pageById, pageOf, paging } from '../fields.ts';

const status = z.object({
  version: z.string(),
  node: z.string(),
  upSeconds: z.number(),
  memoryBytes: z.number(),
  /** In seconds. */
  eventLoopDelay: z.object({ median: z.number(), p99: z.number() }),
  /** Of this process to PostgreSQL; null where the database is embedded. */
  connections: z.object({ busy: z.number(), idle: z.number(), waiting: z.number() }).nullable(),
  facts: z.object({
    postgres: z.string(),
    bytes: z.number(),
    latestMigration: z.string(),
    migrations: z.number(),
    courses: z.number(),
    people: z.number(),
    /** As the database estimates it. */
    attempts: z.number(),
  }),
  lastBackup: instant.nullable(),
  /** Grades on their way to LMSs, and jobs. */
  work: list(z.object({ kind: z.string(), state: z.string(), count: z.number() })),
});

const teacher = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  siteOwner: z.boolean(),
  mayTeach: z.boolean(),
  /** How many they teach now. */
  courses: z.number(),
});

export const siteSchemas = { Status: status, SiteTeacher: teacher };

const teachers = '/teachers';

export const siteEndpoints = [
  endpoint({
    id: 'readStatus',
    method: 'GET',
    path: '/status',
    action: 'see the status',
    answers: status,
    run: async ({ context }) => {
      const found = await readStatus(context);
      return { ...found, connections: found.connections ?? null };
    },
  }),
  endpoint({
    id: 'listTeachers',
    method: 'GET',
    path: teachers,
    action: 'invite teachers',
    query: z.strictObject(paging),
    answers: pageOf(teacher),
    run: async ({ context, query }) => pageById(await listTeachers(context.store), (each) => each.id, query),
  }),
  endpoint({
    id: 'inviteTeacher',
    method: 'POST',
    path: `${teachers}/invitations`,
    action: 'invite teachers',
    status: 201,
    /** The address works once, and is told only here. */
    answers: z.object({ address: z.string(), expiresAt: instant }),
    run: async ({ context }) => {
      const { token, expiresAt } = await inviteTeacher(context);
      return { address: `${context.publicUrl}${entryAddresses.teacher}/${token}`, expiresAt };
    },
  }),
  endpoint({
    id: 'changeTeacher',
    method: 'PATCH',
    path: `${teachers}/:userId`,
    action: 'invite teachers',
    /** Whether they may start courses; those that there are stay. */
    body: z.strictObject({ mayTeach: z.boolean() }),
    answers: nothing,
    run: async ({ context, user, param, body: { mayTeach }, note }) => {
      if (!(await setMayTeach(context.store, param('userId'), mayTeach))) throw new Refusal(404, 'notFound');
      const may = mayTeach ? 'yes' : 'no';
      note('may teach changed', { by: user.id, user: param('userId'), may });
      return undefined;
    },
  }),
  endpoint({
    id: 'signOutTeacher',
    method: 'POST',
    path: `${teachers}/:userId/sign-out`,
    action: 'invite teachers',
    answers: nothing,
    run: async ({ context, user, param, note }) => {
      if (!(await signOutPerson(context, param('userId')))) throw new Refusal(404, 'notFound');
      note('session ended', { by: user.id, user: param('userId') });
      return undefined;
    },
  }),
  endpoint({
    id: 'signOutEverybody',
    method: 'POST',
    path: '/sign-out',
    action: 'invite teachers',
    answers: nothing,
    run: async ({ context, user, note }) => {
      await signOutEverybody(context, '');
      note('session ended', { by: user.id, user: 'all' });
      return undefined;
    },
  }),
];

/** The roster as CSV, in the columns that read-roster.ts reads: UTF-8 with BOM, so that spreadsheets see Persian. */
import { stringify } from 'csv-stringify/sync';
import type { RosterPerson } from '../store/roster.ts';
import { spreadsheetText } from './safe-text.ts';

export function rosterCsv(people: readonly RosterPerson[]): string {
  const header = ['Name', 'Student number', 'E-mail', 'Section', 'Role'];
  const rows = people.map(({ displayName, studentNumber, email, section, role }) =>
    [displayName, studentNumber ?? '', email ?? '', section ?? '', role].map(spreadsheetText),
  );
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows' });
}

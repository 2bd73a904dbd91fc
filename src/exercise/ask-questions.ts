/** The parts that are answered by choosing, with their options and what is right, once the numbers are there. */
import { mistakeIds } from '../mistakes/catalogue.ts';
import type { Plan } from './plan.ts';
import type { Planted } from './plant-mistake.ts';
import { questions, weightsAmong } from './questions.ts';
import { isChoice, type Part, type PartCertificate } from './variant.ts';

export const unclearReason = 'numbers that give each question a clear answer';

export interface Asked {
  readonly parts: readonly Part[];
  /** Of the parts that are answered by choosing. */
  readonly certificates: Readonly<Record<string, PartCertificate>>;
}

/** `at`: the value of any quantity, in doubles. undefined where a question has no clear answer. */
export function askQuestions(
  { definition, parts }: Plan,
  at: (name: string) => number,
  planted?: Planted,
): Asked | undefined {
  const certificates: Record<string, PartCertificate> = {};
  const asked: Part[] = [];
  for (const [i, part] of parts.entries()) {
    const source = definition.parts[i];
    if (!isChoice(part) || !source || !('question' in source)) {
      asked.push(part);
      continue;
    }
    const among = weightsAmong[source.among];
    const answer = questions[source.question].answer({
      net: definition.net,
      quantity: part.quantity,
      among,
      at,
      planted,
    });
    if (!answer) return undefined;
    asked.push({ ...part, options: answer.options });
    certificates[part.id] = certificateOf(answer.right);
  }
  return { parts: asked, certificates };
}

/** No mistake of the catalogue shows in a choice. */
const certificateOf = (right: readonly string[]): PartCertificate => ({
  key: right.join(),
  exact: true,
  shows: [],
  masked: mistakeIds.filter((id) => id !== 'ROUNDED_EARLY'),
  distance: '',
  nearest: '',
});

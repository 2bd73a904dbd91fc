/** It fits the schema, and there is no variant of it: u weights must have both signs. */
export const impossibleExercise = `id: own-nothing
level: 4
skills: [K9, K11]
title: { en: Nothing, fa: هیچ }
prompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }
net: { hidden: linear, output: linear }
numbers: { u: [2] }
parts:
  - quantity: dE/dw{i}{j}
`;

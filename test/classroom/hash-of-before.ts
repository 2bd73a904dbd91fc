/** Of 'vier Wörter von mir', made by better-auth 1.7, which made them before. */
export const hashOfBefore =
  '4408b9868bbc4e1016c39d1b8d362d72:bfd4d80f01c4f04fa95824b84136ebb4e769dab5e84906f' +
  'e0fa305d3d8cdd5c9490acb119377ad9c01b950ac401db2696d16d8a5cf45efbf7301af53f671e5fe';

/** Signs on lines of their own, from Unicode's private area, by which HTML tells folding what its elements say. */
export const signs = {
  history: '\ue000',
  lead: '\ue001',
  signatureBegins: '\ue002',
  signatureEnds: '\ue003',
};

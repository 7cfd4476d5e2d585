// Zones, floors and cycles of the house (ARCHITECTURE.md). floors.json holds the order; every rule says why it exists.
const floors = require('./floors.json');

const wings = floors.order.filter((wing) => !['kernel', 'apps'].includes(wing));
const wing = `(?:${wings.join('|')})`;
const test = '\\.test\\.tsx?$|^src/kernel/test/|^src/[^/]+/[^/]+/test/';
const server = `^src/${wing}/[^/]+/(?:index\\.ts|cli\\.ts|server/)`;

/** Slices from the ground up: a slice may import only those before it. */
const slices = wings.flatMap((one) => floors.inside[one].map((name) => `${one}/${name}`));

const floorRules = slices.map((slice, index) => ({
  name: `floor-${slice.replace('/', '-')}`,
  comment: 'Lower floors know nothing of upper ones; what must flow up is contributed, guarded or reacted to.',
  severity: 'error',
  from: { path: `^src/${slice}/(?:index\\.ts|contract[a-z-]*\\.ts|cli\\.ts|server/)`, pathNot: test },
  to: {
    path:
      slices
        .slice(index + 1)
        .map((upper) => `^src/${upper}/`)
        .join('|') || '^$',
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A run-time cycle means that two files are one; join them or turn one dependency round.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$|\\.woff2$|\\?' },
    },
    {
      name: 'kernel-knows-no-capability',
      comment: 'The kernel carries capabilities and names none.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: test },
      to: { path: `^src/(?:${wing}|apps)/` },
    },
    {
      name: 'contract-is-browser-safe',
      comment: 'Contracts run in browsers too: only zod, kernel/contract and lower contracts.',
      severity: 'error',
      from: { path: `^src/(?:kernel/contract/|${wing}/[^/]+/contract[a-z-]*\\.ts)`, pathNot: test },
      to: { pathNot: '^src/kernel/contract/|/contract[a-z-]*\\.ts$|^node_modules/zod/' },
    },
    {
      name: 'server-keeps-off-screens',
      comment: 'Server code never imports screens.',
      severity: 'error',
      from: {
        path: `^src/kernel/(?:server|egress|files|jobs|seal|moving|presence|exports|turnstile|pages)/|${server}`,
        pathNot: test,
      },
      to: { path: `^src/${wing}/[^/]+/(?:desk|widget|sdk)/|^src/kernel/web/` },
    },
    {
      name: 'slices-by-the-front-door',
      comment: 'Other capabilities are used through index.ts and contract.ts only.',
      severity: 'error',
      from: { path: `^src/(${wing})/([^/]+)/`, pathNot: test },
      to: {
        path: `^src/${wing}/[^/]+/`,
        pathNot: `^src/$1/$2/|^src/${wing}/[^/]+/(?:index|cli|contract)\\.ts$|^src/${wing}/[^/]+/desk/part\\.tsx?$`,
      },
    },
    {
      name: 'screens-keep-off-server',
      comment: 'Screens know contracts, never servers, and desk and portal do not know each other.',
      severity: 'error',
      from: { path: `^src/(?:kernel/web/|${wing}/[^/]+/desk/)`, pathNot: test },
      to: {
        path: `^src/kernel/(?:server|egress|files|jobs|seal|moving|presence|exports|turnstile|pages)/|^src/${wing}/[^/]+/(?:index\\.ts|cli\\.ts|server/|portal/|widget/)`,
      },
    },
    {
      name: 'portal-pages-only-draw',
      comment:
        'Pages for customers are drawn by the server from what it gives them: contracts and words, nothing that asks.',
      severity: 'error',
      from: { path: `^src/${wing}/[^/]+/portal/`, pathNot: test },
      to: {
        path: `^src/(?:kernel/(?!contract/|pages/)|${wing}/)|^node_modules/(?:react|react-dom|@mantine)/`,
        pathNot: `/contract[a-z-]*\\.ts$|^src/${wing}/[^/]+/portal/`,
      },
    },
    {
      name: 'no-node-in-browsers',
      comment: 'Browser zones cannot use Node.',
      severity: 'error',
      from: {
        path: `^src/kernel/(?:web|contract)/|^src/${wing}/[^/]+/(?:contract[a-z-]*\\.ts|desk/|widget/|sdk/)`,
        pathNot: test,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'widget-stays-small',
      comment: 'What loads in shops uses types of contracts and its own small code; no zod, no React at run time.',
      severity: 'error',
      from: { path: `^src/${wing}/[^/]+/(?:widget|sdk)/`, pathNot: test },
      to: {
        path: '^node_modules/(?:zod|react|react-dom|@mantine)/|/contract[a-z-]*\\.ts$|/desk/|^src/kernel/web/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'understanding-is-pure',
      comment:
        'Reading mails needs no database and nothing of Heed, so that it can run in a thread and be measured alone.',
      severity: 'error',
      from: { path: '^src/contact/channels-email/understanding/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/contact/channels-email/understanding/|^src/kernel/contract/' },
    },
    ...floorRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.gen\\.(ts|css)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
};

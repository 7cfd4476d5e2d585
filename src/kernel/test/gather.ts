import { type Access, accessTable, type Scenario, type TopicAccess } from './scenario.ts';

declare global {
  interface ImportMeta {
    glob<Module>(pattern: string, options: { eager: true }): Record<string, Module>;
  }
}

const scenarioFiles = import.meta.glob<{ scenarios: Scenario[] }>('/src/*/*/test/scenarios.ts', { eager: true });
const accessFiles = import.meta.glob<{ access: string; topics?: { table: string; ids: TopicAccess['ids'] } }>(
  '/src/*/*/test/access.ts',
  { eager: true },
);

/** The scenarios of every capability, by the name of their contract. */
export const scenarios = new Map(
  Object.values(scenarioFiles)
    .flatMap((file) => file.scenarios)
    .map((one) => [one.contract.name, one]),
);

/** The access tables of every capability as one. */
export const access: Access = new Map(Object.values(accessFiles).flatMap((file) => [...accessTable(file.access)]));

/** Who may watch which kind of topic. */
export const topics: TopicAccess = {
  table: new Map(
    Object.values(accessFiles).flatMap((file) => (file.topics ? [...accessTable(file.topics.table)] : [])),
  ),
  ids: Object.assign({}, ...Object.values(accessFiles).map((file) => file.topics?.ids ?? {})),
};

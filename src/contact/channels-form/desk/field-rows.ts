import type { FormField } from '../contract-definition.ts';
import { choosing, type FieldKind } from '../contract-kinds.ts';

/** An id that no field has yet; answers are known by it, so it never changes. */
export function nextFieldId(fields: readonly FormField[]): string {
  const taken = new Set(fields.map((field) => field.id));
  let at = fields.length + 1;
  while (taken.has(`f${at}`)) at++;
  return `f${at}`;
}

/** A further field at the end. */
export function withField(fields: readonly FormField[], kind: FieldKind, label: string): FormField[] {
  const options = choosing.includes(kind) ? ['A', 'B'] : [];
  const id = nextFieldId(fields);
  return [...fields, { id, kind, label, help: '', isRequired: false, options, isName: false, showWhen: null }];
}

/** The fields with one of them changed; undefined takes it out, and nothing is asked because of it any more. */
export function changedAt(fields: readonly FormField[], at: number, next: FormField | undefined): FormField[] {
  if (next) return fields.map((field, place) => (place === at ? next : field));
  const gone = fields[at]?.id;
  return fields
    .filter((_, place) => place !== at)
    .map((field) => (field.showWhen?.fieldId === gone ? { ...field, showWhen: null } : field));
}

/** The fields with one of them a place up or down. */
export function movedAt(fields: readonly FormField[], at: number, by: -1 | 1): FormField[] {
  const list = [...fields];
  const [moved] = list.splice(at, 1);
  if (moved) list.splice(at + by, 0, moved);
  return list;
}

/** After which answers a field can be asked: those that can be chosen in fields above it. */
export function conditionsFor(
  fields: readonly FormField[],
  at: number,
): { fieldId: string; is: string; label: string }[] {
  return fields
    .slice(0, at)
    .filter(({ kind }) => choosing.includes(kind))
    .flatMap(({ id, label, options }) => options.map((is) => ({ fieldId: id, is, label })));
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { isToldBy } from '../contract-told.ts';
import type { Charter } from './Charters.tsx';
import { type Goal, whatOf } from './words.ts';

type Item = Charter['items'][number];
type Language = keyof Item['words'];

const languages: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'ar', label: 'العربية' },
];

type LineProps = {
  goal: Goal;
  what: string;
  item: Item | undefined;
  language: Language;
  onChange: (item: Item | undefined) => void;
};

/** One goal: whether it is told, and in which words. */
function Line({ goal, what, item, language, onChange }: LineProps) {
  return (
    <div className="stack tight">
      <Check
        label={`${goal.number} ${goal.title}`}
        help={what}
        checked={item !== undefined}
        onChange={(isTold) => onChange(isTold ? { goalId: goal.id, words: { [language]: goal.title } } : undefined)}
      />
      {item && (
        <TextInput
          label={t`In words`}
          maxLength={200}
          lang={language}
          value={item.words[language] ?? ''}
          onChange={(event) => onChange({ ...item, words: { ...item.words, [language]: event.currentTarget.value } })}
        />
      )}
    </div>
  );
}

/** Without the languages in which nothing was written. */
const written = (items: readonly Item[]): Item[] =>
  items.map(({ goalId, words }) => ({
    goalId,
    words: Object.fromEntries(Object.entries(words).filter(([, text]) => text?.trim())),
  }));

/** Which promises a brand tells everybody of, in which words. */
export function CharterDialog({ charter, onClose }: { charter: Charter; onClose: () => void }) {
  const all = useQueryOf('monitoring.goals', {}).data?.goals ?? [];
  const library = useQueryOf('measures.list', {}).data?.measures;
  const [language, setLanguage] = useState<Language>('en');
  const change = useCommandOf('charters.change', { touches: () => ['charters'] });
  const { brandId, version, isOpen, intro } = charter;
  const lines = all.flatMap((goal) => goal.promise ?? []);
  const goals = all.filter(({ promise }) => isToldBy(brandId, promise, lines));
  const form = useForm({
    initial: { isOpen, intro, items: charter.items },
    fieldOf: { 'goal.unknown': 'items' },
    send: async (values) => {
      // What no standard in force promises any more is left out; it would be refused.
      const known = values.items.filter((item) => goals.some((goal) => goal.id === item.goalId));
      await change.send({ brandId, version, ...values, items: written(known) });
      onClose();
    },
  });
  const { items } = form.values;
  const set = (goalId: string, item: Item | undefined) => {
    const rest = items.filter((one) => one.goalId !== goalId);
    const isThere = rest.length < items.length;
    if (!item) return form.set('items', rest);
    form.set('items', isThere ? items.map((one) => (one.goalId === goalId ? item : one)) : [...items, item]);
  };
  return (
    <FormDialog title={t`Charter of ${charter.brandName}`} send={t`Save`} form={form} onClose={onClose}>
      <Check
        label={t`Everybody can read it`}
        checked={form.values.isOpen}
        onChange={(open) => form.set('isOpen', open)}
      />
      <TextArea label={t`Introduction`} maxLength={1_000} {...form.text('intro')} />
      <Select
        label={t`Language of the words below`}
        help={t`Whoever reads another language sees the words of the first one that you wrote.`}
        options={languages}
        value={language}
        onChange={(value) => setLanguage(value as Language)}
      />
      {form.errorOf('items') && <p className="err">{t`Each promise needs its words in one language at least.`}</p>}
      {goals.length === 0 && (
        <p className="quiet">
          <Trans>No standard is in force, so there is nothing to tell yet.</Trans>
        </p>
      )}
      {goals.map((goal) => (
        <Line
          key={goal.id}
          goal={goal}
          what={whatOf(goal, library)}
          item={items.find((one) => one.goalId === goal.id)}
          language={language}
          onChange={(item) => set(goal.id, item)}
        />
      ))}
    </FormDialog>
  );
}

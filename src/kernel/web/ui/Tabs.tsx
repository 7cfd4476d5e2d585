import './tabs.css';
import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Glyph, Icon } from './Icon.tsx';

export type Tab<Value extends string> = { value: Value; label: string; count?: number | undefined; panel: ReactNode };

type TabsProps<Value extends string> = {
  label: string;
  tabs: Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** Views of one thing; arrow keys move between them. Only the chosen panel is rendered. */
export function Tabs<Value extends string>({ label, tabs, value, onChange }: TabsProps<Value>) {
  const choose = (chosen: string | null) => {
    const tab = tabs.find((each) => each.value === chosen);
    if (tab) onChange(tab.value);
  };
  return (
    <MantineTabs unstyled value={value} onChange={choose} keepMounted={false} className="tabbed">
      <MantineTabs.List className="tabs" aria-label={label}>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.value} value={tab.value}>
            {tab.count === undefined ? tab.label : `${tab.label} ${tab.count}`}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.value} value={tab.value}>
          {tab.panel}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}

export type Segment<Value extends string> = { value: Value; label: string; icon?: Glyph };

type SegmentsProps<Value extends string> = {
  label: string;
  options: Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** A choice of two to four that shows all of them: reply or note, chart or table. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  return (
    <fieldset className="seg" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.icon && <Icon of={option.icon} small />}
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

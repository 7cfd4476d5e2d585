import type { PluginOption } from 'vite';

export function language(): PluginOption;
export function preload(module: string): PluginOption;

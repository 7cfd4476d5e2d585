import './offered.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '#kernel/web/client.ts';
import { createData } from '#kernel/web/data.ts';
import { PartsContext } from '#kernel/web/desk-part.ts';
import { DataProvider } from '#kernel/web/hooks.tsx';
import { type Fetched, fetchWhenIdle } from '#kernel/web/later.ts';
import { applyAppearance } from '#kernel/web/ui/appearance.ts';
import { Toaster } from '#kernel/web/ui/Toaster.tsx';
import { UiProvider } from '#kernel/web/ui/UiProvider.tsx';
import type { Contracts } from './contracts.gen.ts';
import { parts } from './parts.ts';
import { createDeskRouter } from './router.ts';
import { routes } from './routes.gen.ts';

applyAppearance();
const commands = async () => (await import('./commands.gen.ts')).commands;
const forCommands: Fetched = {
  preload: () =>
    commands().then(
      () => void delete forCommands.preload,
      () => {},
    ),
};
fetchWhenIdle([forCommands]);
const data = createData(
  createClient<Contracts>({ routes, commands }),
  parts.flatMap((part) => (part.pushes ? [part.pushes] : [])),
);
const router = createDeskRouter(parts);
const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the desk.');
createRoot(place).render(
  <StrictMode>
    <UiProvider>
      <DataProvider data={data}>
        <PartsContext value={parts}>
          <RouterProvider router={router} />
          <Toaster />
        </PartsContext>
      </DataProvider>
    </UiProvider>
  </StrictMode>,
);

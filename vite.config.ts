import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { language, preload } from './scripts/language/plugins.mjs';

/** Builds the desk. Nothing inline: the page's CSP allows scripts and styles from files only. */
export default defineConfig({
  root: 'src/apps/desk',
  base: '/desk/',
  plugins: [language(), react(), preload('/src/apps/desk/desk.tsx')],
  build: {
    outDir: '../../../dist/desk',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    // A data: address would be refused by the page's CSP.
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    // What it warns of is measured by npm run bench -- sizes.
    chunkSizeWarningLimit: 2_000,
    modulePreload: {
      polyfill: false,
      // What a later page shares with others is there already, mostly; naming it all would cost the first load 7 KB.
      resolveDependencies: (file, needed) => needed.filter((one) => one === file || one.endsWith('.css')),
    },
    sourcemap: false,
    reportCompressedSize: false,
  },
});

declare module '*.css';

/** One Tabler icon per module, so that a bundle holds only the drawings it uses. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react';

  const icon: Icon;
  export default icon;
}

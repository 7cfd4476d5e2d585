// Order matters: tokens name the values, Mantine's variables point at them, base uses both.
import '@fontsource-variable/instrument-sans/wght.css';
import './tokens.css';
import './mantine-vars.gen.css';
import './base.css';

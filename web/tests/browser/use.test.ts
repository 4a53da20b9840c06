// The page in a real browser, as people use it. Files of tests run side by side; the tests of one share a browser and servers,
// and each opens a page of its own.
import { after } from 'node:test';
import { endAll } from './support.ts';
import './views.ts';
import './tour.ts';
import './keyboard.ts';

after(endAll);

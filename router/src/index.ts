export { createRouter, type Router } from './router.ts';
export { webHandler } from './web.ts';

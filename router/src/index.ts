export { createRouter, type Router, type RouterOptions } from './router.ts';
export { webHandler } from './web.ts';

/** Files that the bundle contains as text. */

declare module "*.svg" {
  const text: string;
  export default text;
}

declare module "*.min.js" {
  const text: string;
  export default text;
}

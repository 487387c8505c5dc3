/** Whether the sample of the walkthrough is as it was meant. Knows nothing of VS Code. */

/** Flatten is added before any Dense is. */
export function isRepaired(text: string): boolean {
  const flatten = /\.add\(\s*Flatten\(/.exec(text);
  const dense = /\.add\(\s*Dense\(/.exec(text);
  return flatten !== null && dense !== null && flatten.index < dense.index;
}

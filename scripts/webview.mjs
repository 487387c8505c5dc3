/** How code for webviews is bundled: for the extension, its tests and its benchmarks. */

/** Options for esbuild: icons and elkjs's worker are contained as text.
 *
 * @returns {import("esbuild").BuildOptions}
 */
export function webviewOptions({ isProduction = false } = {}) {
  return {
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    loader: { ".min.js": "text", ".svg": "text" },
    minify: isProduction,
    legalComments: "none",
  };
}

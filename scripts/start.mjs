/** `npm start`: all set-up, then the main job in the terminal. */

import { setUp } from "./setup.mjs";
import { main, python, run } from "./steps.mjs";

const FOUNDING_EXAMPLE = "examples/mnist_dense_before_flatten.py";
const FIXED = "examples/mnist_fixed.py";

main(() => {
  setUp();
  const show = ["-m", "keras_lens", "show"];
  run(
    `${FOUNDING_EXAMPLE}: what a beginner writes, and what it is going to be`,
    python,
    [...show, FOUNDING_EXAMPLE],
    { show: true },
  );
  run(`${FIXED}: the same after the fix`, python, [...show, FIXED], { show: true });
  run("The summary, without running the program", python, ["-m", "keras_lens", "summary", FIXED], {
    show: true,
  });
  console.log(`
See it in the editor:   npm run editor     (VS Code if it is installed, else code-server in a browser)
Make the extension:     npm run package    (then: code --install-extension keras-lens-0.1.0.vsix)
Run all tests:          npm test
`);
});

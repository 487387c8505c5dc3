/** What the panel shows without having asked the server. */

import type { ModelViewAnswer } from "../../shared/modelView";
import type { PanelContent } from "../../shared/panelMessages";

/** No file is open. */
export const NOTHING: PanelContent = {
  stage: "no-file",
  uri: null,
  fileName: "",
  answer: null,
  trouble: null,
  isPinned: false,
  isStale: false,
};

/** Of a file that has nothing to do with Keras. */
export const NO_MODEL: ModelViewAnswer = {
  version: null,
  complete: true,
  models: [],
  model: null,
};

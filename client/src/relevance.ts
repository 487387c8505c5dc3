/** Which documents Keras Lens has anything to say about. */

const MENTION = /\b(?:keras|tensorflow)\b/i;

/** Whether a Python text mentions Keras or TensorFlow anywhere. */
export function mentionsKeras(text: string): boolean {
  return MENTION.test(text);
}

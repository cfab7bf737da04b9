/**
 * The records on the topics, as JSON: submissions come in, verdicts and progress go out, and what
 * cannot be judged goes to the dead letters.
 */
@NullMarked
package gavel.model.topic;

import org.jspecify.annotations.NullMarked;

/**
 * The one JSON dialect of Gavel: snake_case names, units in the names, strict reading.
 *
 * <p>Everything read from outside goes through {@link gavel.model.json.StrictJson}: unknown and
 * doubled fields, wrong types and missing values are errors that name the field. Values that are
 * absent stay out of what is written.
 */
@NullMarked
package gavel.model.json;

import org.jspecify.annotations.NullMarked;

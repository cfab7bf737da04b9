/** Tables for people and JSON for programs. */
@NullMarked
package gavel.cli.view;

import org.jspecify.annotations.NullMarked;

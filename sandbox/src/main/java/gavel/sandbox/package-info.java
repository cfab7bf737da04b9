/**
 * Runs one program under limits and reports facts about it.
 *
 * <p>A {@link gavel.sandbox.Sandbox} is one slot; {@link gavel.sandbox.LinuxSandbox} is the real
 * one. Per run it sends the launcher one frame (see {@code launcher.c} for what happens then),
 * takes the program's output from the pipes that the launcher opened, and puts the launcher's
 * report and what the control group counted together into a {@link gavel.sandbox.RunReport}, all in
 * the caller's thread. The control group is made ready before that, which after an orderly run
 * under the same limits is nothing. A {@link gavel.sandbox.Box} says what the program finds in
 * {@code /box}. What a program does is in the report, never an exception; a {@link
 * gavel.sandbox.SandboxFault} is always about this machine or this code, never about the program.
 * Nothing here has an opinion: {@code gavel.model.VerdictRules} makes a status of the facts.
 */
@NullMarked
package gavel.sandbox;

import org.jspecify.annotations.NullMarked;

/**
 * Runs one program under limits and reports facts about it.
 *
 * <p>A {@link gavel.sandbox.Sandbox} is one slot; {@link gavel.sandbox.LinuxSandbox} is the real
 * one. Per run it makes the slot's control group ready, sends the launcher one frame (see {@code
 * launcher.c} for what happens then), pumps the program's output from the pipes that the launcher
 * opened, and puts the launcher's report and what the control group counted together into a {@link
 * gavel.sandbox.RunReport}. What a program does is in the report, never an exception; a {@link
 * gavel.sandbox.SandboxFault} is always about this machine or this code, never about the program.
 * Nothing here has an opinion: {@code gavel.model.VerdictRules} makes a status of the facts.
 */
@NullMarked
package gavel.sandbox;

import org.jspecify.annotations.NullMarked;

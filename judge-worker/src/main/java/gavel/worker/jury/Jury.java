package gavel.worker.jury;

import gavel.model.language.Languages;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;

/**
 * The jury's programs at one guest.
 *
 * @param supply what the guest has; shared by all who use the guest
 */
public record Jury(
    Guest guest,
    GuestFiles supply,
    JuryPrograms programs,
    OutputValidator validator,
    Interactor interactor,
    CustomGrader grader,
    FileValidator files,
    StaticValidator sources) {
  /**
   * The jury at that guest.
   *
   * @param timeFactor that all time limits are multiplied by
   */
  public static Jury at(Guest guest, GuestFiles files, Languages languages, int timeFactor) {
    JuryPrograms programs = new JuryPrograms(guest, languages, timeFactor);
    OutputValidator validator = new OutputValidator(guest, files, programs, timeFactor);
    return new Jury(
        guest,
        files,
        programs,
        validator,
        new Interactor(guest, programs, validator),
        new CustomGrader(guest, files, programs, timeFactor),
        new FileValidator(guest, files, programs, timeFactor),
        new StaticValidator(guest, files, programs, timeFactor));
  }

  /** The guest may have lost everything: it will be asked again. */
  public void forget() {
    supply.forget();
    programs.forget();
  }
}

package gavel.worker.judge;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.NamedFile;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles the sources of a request at the guest. */
record CompileStage(Guest guest) {
  CompiledArtifact compile(JudgeRequest request, JudgeLimits limits)
      throws JudgeFault, InterruptedException {
    LanguageDefinition language = request.programLanguage();
    CompileJob job =
        new CompileJob(
            language.id(),
            sources(request, language),
            request.programEntrypoint(),
            limits.compile());
    try {
      return guest.compile(job);
    } catch (GuestRefused refused) {
      if (refused.code() == ErrorCode.UNSUPPORTED_LANGUAGE) {
        throw new Rejected(
            Reason.UNKNOWN_LANGUAGE, "language", language.id() + " is not installed at the guest");
      }
      throw refused;
    }
  }

  /** What the package includes stands in the place of files of the same name. */
  private static List<Body> sources(JudgeRequest request, LanguageDefinition language)
      throws StorageFault {
    Map<String, Body> sources = new LinkedHashMap<>();
    request.sources().forEach(source -> sources.put(source.name(), source));
    for (NamedFile file : request.problem().parts().included().of(LanguageCodes.of(language))) {
      try {
        file.file().requireUnchanged();
        byte[] content = Files.readAllBytes(file.file().path());
        Constants constants = request.problem().rules().constants();
        sources.put(file.name(), Body.ofBytes(file.name(), constants.apply(content)));
      } catch (IOException unreadable) {
        throw new StorageFault(
            "Tried to read what the package includes: " + unreadable.getMessage(), unreadable);
      }
    }
    return List.copyOf(sources.values());
  }
}

package gavel.testcases.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.store.StoreCredentials.AccessKey;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures against those of others. */
class AwsSignatureTest {
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");

  /** The example "GET Object" of the page that the class names. */
  @Test
  void signsAsThePublishedExample() {
    AwsSignature signature =
        new AwsSignature(new AccessKey(ID, SECRET, Optional.empty(), "us-east-1"));
    assertThat(
            signature.headers(
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                Map.of("range", "bytes=0-9"),
                Instant.parse("2013-05-24T00:00:00Z")))
        .containsOnly(
            Map.entry("x-amz-date", "20130524T000000Z"),
            Map.entry(
                "x-amz-content-sha256",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            Map.entry(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                    + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
  }

  /** What S3SigV4Auth of botocore 1.43 makes of the same. */
  @Test
  void signsAddressesWithPortsAndTags() {
    AwsSignature signature =
        new AwsSignature(new AccessKey(ID, SECRET, Optional.empty(), "us-east-1"));
    assertThat(
            signature.headers(
                URI.create("http://127.0.0.1:9000/bucket/problems/sum.json"),
                Map.of("if-none-match", "\"abc\""),
                NOW))
        .extractingByKey("Authorization")
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260301/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;if-none-match;x-amz-content-sha256;x-amz-date,"
                + " Signature=6c697f21729eb96d6e12d96c33ab847ea251336c73b75b102803a8fc9722770d");
  }

  /** As botocore does, too; a port that is the usual one is not sent. */
  @Test
  void signsForSessionsAndPathsThatAreEncoded() {
    AwsSignature signature =
        new AwsSignature(
            new AccessKey(ID, SECRET, Optional.of("AQoEXAMPLEH4aoAH0gNCAPy=="), "eu-west-1"));
    assertThat(
            signature.headers(
                URI.create(
                    "https://s3.eu-west-1.amazonaws.com:443/bucket/of%20m%C3%BCnchen%2Bco/problems/sum.json"),
                Map.of(),
                NOW))
        .containsEntry("x-amz-security-token", "AQoEXAMPLEH4aoAH0gNCAPy==")
        .extractingByKey("Authorization")
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260301/eu-west-1/s3/aws4_request,"
                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"
                + " Signature=a4922d54a307ab0fad7ff15d882c0f2b3b2668b9f64270a4186277d0e693a73d");
  }

  @Test
  void tellsNobodyTheSecret() {
    AccessKey key = new AccessKey(ID, SECRET, Optional.of("token-of-a-session"), "us-east-1");
    assertThat(key + " " + new AwsSignature(key) + new StoreCredentials.Authorization(SECRET))
        .contains(ID)
        .doesNotContain(SECRET, "token-of-a-session");
  }
}

package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import gavel.model.json.InvalidField;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a network card: literal addresses, of one family, that fit together. */
final class NetworkFields {
  private static final Pattern CARD = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,14}");
  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** As many as the C library looks at, see resolv.conf(5). */
  private static final int MOST_SERVERS = 3;

  private NetworkFields() {}

  static void checkCard(@Nullable String name) {
    require(
        name == null || CARD.matcher(name).matches(),
        "interface",
        "is no name of a network card, such as eth0");
  }

  static void checkAddress(String address, int prefix) {
    InetAddress own = literal("address", address);
    int bits = own.getAddress().length * Byte.SIZE;
    require(prefix >= 1 && prefix <= bits, "prefix", "must be between 1 and " + bits);
    require(
        !own.isAnyLocalAddress() && !own.isMulticastAddress() && !own.isLoopbackAddress(),
        "address",
        "is none that a network card can have");
  }

  /** The kernel would refuse a gateway that is not next to the card. */
  static void checkGateway(@Nullable String gateway, String address, int prefix) {
    if (gateway == null) {
      return;
    }
    InetAddress next = literal("gateway", gateway);
    InetAddress own = literal("address", address);
    require(next.getClass() == own.getClass(), "gateway", "is of another family than the address");
    require(
        !next.equals(own)
            && (inOneNetwork(next, own, prefix) || (isSix(next) && next.isLinkLocalAddress())),
        "gateway",
        "is no other address of the network " + address + "/" + prefix);
  }

  static List<String> servers(@Nullable List<String> dns) {
    if (dns == null) {
      return List.of();
    }
    require(dns.size() <= MOST_SERVERS, "dns", "has over " + MOST_SERVERS + " servers");
    dns.forEach(server -> literal("dns", server));
    return List.copyOf(dns);
  }

  private static boolean isSix(InetAddress address) {
    return !(address instanceof Inet4Address);
  }

  private static boolean inOneNetwork(InetAddress one, InetAddress other, int prefix) {
    byte[] a = one.getAddress();
    byte[] b = other.getAddress();
    int whole = prefix / Byte.SIZE;
    int rest = prefix % Byte.SIZE;
    int mask = 0xff00 >> rest & 0xff;
    return Arrays.equals(a, 0, whole, b, 0, whole)
        && (rest == 0 || (a[whole] & mask) == (b[whole] & mask));
  }

  /** Never asks a name server. */
  private static InetAddress literal(String field, @Nullable String text) {
    String address = required(field, text);
    try {
      require(
          DOTTED.matcher(address).matches()
              || (address.indexOf(':') >= 0 && COLONS.matcher(address).matches()),
          field,
          notLiteral(address));
      return InetAddress.ofLiteral(address);
    } catch (InvalidField named) {
      throw named;
    } catch (IllegalArgumentException malformed) {
      throw new InvalidField(field, notLiteral(address));
    }
  }

  private static String notLiteral(String text) {
    return "is '" + text + "', which is no address such as 10.0.2.15 or fd00::15";
  }
}

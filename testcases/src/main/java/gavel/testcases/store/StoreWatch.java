package gavel.testcases.store;

/** Hears how a store answers, and knows from that whether it is worth asking. */
public interface StoreWatch {
  /** Every request is made, whatever came of those before. */
  StoreWatch NONE =
      new StoreWatch() {
        @Override
        public boolean isWorthAsking() {
          return true;
        }

        @Override
        public void answered() {
          // as was to be expected
        }

        @Override
        public void failed(StoreUnreachable why) {
          // the next request is made all the same
        }
      };

  /** Whether a request is made at all; else it fails at once. */
  boolean isWorthAsking();

  /** It answered. */
  void answered();

  /** It did not. */
  void failed(StoreUnreachable why);
}

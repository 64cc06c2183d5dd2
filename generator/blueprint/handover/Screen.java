package blueprint.handover;

/** Where a run says what it does. All text has lost its secrets and what steers a terminal. */
public interface Screen {

  /** Says nothing. */
  Screen NONE =
      new Screen() {
        @Override
        public void begins(String title, String command) {}

        @Override
        public void skipped(String title) {}

        @Override
        public void line(String tool, String text) {}

        @Override
        public void waits(String state, int seconds) {}
      };

  /** A step begins. */
  void begins(String title, String command);

  /** A step is left out. */
  void skipped(String title);

  /** A tool printed a line that people want to read. */
  void line(String tool, String text);

  /** How long it has been waited for something, and how that is. */
  void waits(String state, int seconds);
}

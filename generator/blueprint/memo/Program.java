package blueprint.memo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Which build of the compiler runs. */
final class Program {

  private static final int DIRECTORY_END = 0x06054b50;
  private static final int DIRECTORY_END_BYTES = 22;
  private static final int DIRECTORY_SIZE = 12;

  private Program() {}

  /**
   * A digest that no other build has: over the jar's list of entries, which has a checksum of each.
   *
   * @param classPath of the JVM; empty is the answer unless it is one jar
   */
  static Optional<String> identity(String classPath) throws IOException {
    if (!classPath.endsWith(".jar")) {
      return Optional.empty();
    }
    try (RandomAccessFile jar = new RandomAccessFile(classPath, "r")) {
      long end = jar.length() - DIRECTORY_END_BYTES;
      ByteBuffer tail = read(jar, end, DIRECTORY_END_BYTES);
      if (tail.getInt(0) != DIRECTORY_END) {
        return Optional.empty();
      }
      int size = tail.getInt(DIRECTORY_SIZE);
      return Optional.of(Digest.of(read(jar, end - size, size).array()));
    }
  }

  private static ByteBuffer read(RandomAccessFile file, long from, int size) throws IOException {
    byte[] bytes = new byte[size];
    file.seek(from);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

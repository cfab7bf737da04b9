// Each lane keeps when its two pumps become free and who waits; it is brought up to date whenever a
// car of its side arrives. Pump A being taken closes the lane, whatever pump B does.
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Scanner;

public class GasStation {
  private static final class Car {
    int fill;
    int leaves;
  }

  private static final class Lane {
    int freeA;
    int freeB;
    final Deque<Car> queue = new ArrayDeque<>();

    void start(Car car, int now) {
      car.leaves = now + car.fill;
      if (freeB <= now) {
        freeB = car.leaves;
      } else {
        freeA = car.leaves;
      }
    }

    void advance(int now) {
      while (!queue.isEmpty() && freeA <= now) {
        start(queue.remove(), freeA);
      }
    }
  }

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int columns = in.nextInt();
    int n = in.nextInt();
    List<Lane> left = new ArrayList<>();
    List<Lane> right = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      left.add(new Lane());
      right.add(new Lane());
    }
    List<Car> cars = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int now = in.nextInt();
      Car car = new Car();
      car.fill = in.nextInt();
      cars.add(car);
      arrive(car, now, in.next().equals("L") ? left : right);
    }
    left.forEach(lane -> lane.advance(Integer.MAX_VALUE));
    right.forEach(lane -> lane.advance(Integer.MAX_VALUE));
    StringBuilder out = new StringBuilder();
    for (Car car : cars) {
      out.append(car.leaves).append('\n');
    }
    System.out.print(out);
  }

  private static void arrive(Car car, int now, List<Lane> lanes) {
    lanes.forEach(lane -> lane.advance(now));
    Lane shortest = lanes.get(0);
    for (Lane lane : lanes) {
      if (lane.freeA <= now) {
        lane.start(car, now);
        return;
      }
      if (lane.queue.size() < shortest.queue.size()) {
        shortest = lane;
      }
    }
    shortest.queue.add(car);
  }
}

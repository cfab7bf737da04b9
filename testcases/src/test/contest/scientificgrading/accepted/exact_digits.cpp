// Exact: every comparison becomes the sign of a sum of numbers m * 10^e. Their decimal digits are
// added up place by place from the top; once the running value exceeds what all lower places
// together can hold, its sign is known, however far away the next exponent is.
#include <iostream>
#include <map>
#include <string>
#include <vector>

struct Number {
  __int128 significand;
  long exponent;
};

Number operator*(const Number &a, const Number &b) {
  return {a.significand * b.significand, a.exponent + b.exponent};
}

Number times(int factor, const Number &a) { return {factor * a.significand, a.exponent}; }

// |a| * 10^-9
Number tolerance(const Number &a) {
  return {a.significand < 0 ? -a.significand : a.significand, a.exponent - 9};
}

int sign(const std::vector<Number> &terms) {
  std::map<long, int, std::greater<>> places;
  for (const auto &term : terms) {
    __int128 rest = term.significand;
    for (long place = term.exponent; rest != 0; place++, rest /= 10) {
      places[place] += static_cast<int>(rest % 10);
    }
  }
  int value = 0;
  long above = 0;
  for (const auto &[place, digit] : places) {
    for (; above > place && value != 0; above--) {
      value *= 10;
      if (value > 1000 || value < -1000) {
        return value > 0 ? 1 : -1;
      }
    }
    above = place;
    value += digit;
  }
  return (value > 0) - (value < 0);
}

// Is the difference, the sum of the terms, smaller than each of the limits (positive numbers)?
bool below(const std::vector<Number> &difference, const std::vector<std::vector<Number>> &limits) {
  int s = sign(difference);
  for (const auto &limit : limits) {
    std::vector<Number> excess;
    for (const auto &term : difference) {
      excess.push_back(times(s, term));
    }
    for (const auto &term : limit) {
      excess.push_back(times(-1, term));
    }
    if (sign(excess) >= 0) {
      return false;
    }
  }
  return true;
}

Number read() {
  std::string text;
  std::cin >> text;
  auto e = text.find('e');
  std::string digits = text.substr(1, 1) + text.substr(3, e - 3);
  __int128 significand = std::stoll(digits);
  return {text[0] == '-' ? -significand : significand, std::stol(text.substr(e + 1)) - 9};
}

bool sum_is(const Number &z, const Number &x, const Number &y) {
  int s = sign({x, y});
  if (s == 0) {
    return z.significand == 0;
  }
  Number one_tolerance{1, -9};
  Number part_x{s * x.significand, x.exponent - 9}, part_y{s * y.significand, y.exponent - 9};
  return below({z, times(-1, x), times(-1, y)}, {{one_tolerance}, {part_x, part_y}});
}

int main() {
  Number x = read(), y = read();
  Number sum = read(), difference = read(), product = read(), quotient = read();
  Number one{1, 0};
  bool correct[] = {
      sum_is(sum, x, y),
      sum_is(difference, x, times(-1, y)),
      below({product, times(-1, x * y)}, {{tolerance(one)}, {tolerance(x * y)}}),
      below({quotient * y, times(-1, x)}, {{tolerance(y)}, {tolerance(x)}}),
  };
  for (bool good : correct) {
    std::cout << (good ? "Correct\n" : "Incorrect\n");
  }
}

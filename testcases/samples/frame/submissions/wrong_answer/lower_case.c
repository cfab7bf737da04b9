/* Wrong answer: changes capitals to small letters. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void edge(int width) {
  putchar('+');
  for (int i = 0; i < width + 2; i++) {
    putchar('-');
  }
  puts("+");
}

int main(void) {
  static char lines[200][82];
  int width = 0;
  int n;
  if (scanf("%d%*c", &n) != 1 || n > 200) {
    return 1;
  }
  for (int i = 0; i < n && fgets(lines[i], sizeof lines[i], stdin) != NULL; i++) {
    lines[i][strcspn(lines[i], "\n")] = '\0';
    for (char *c = lines[i]; *c != '\0'; c++) {
      *c = (char)tolower((unsigned char)*c);
    }
    if ((int)strlen(lines[i]) > width) {
      width = (int)strlen(lines[i]);
    }
  }
  edge(width);
  for (int i = 0; i < n; i++) {
    printf("| %-*s |\n", width, lines[i]);
  }
  edge(width);
  return 0;
}

#pragma once
#include <bits/stdc++.h>
#ifndef OK_EXIT_CODE
#   define OK_EXIT_CODE 0
#endif

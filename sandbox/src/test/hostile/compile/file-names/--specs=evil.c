int seventh;

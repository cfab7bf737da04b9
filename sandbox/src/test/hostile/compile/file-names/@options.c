int fourth;

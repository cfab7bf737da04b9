<?php // Compilation error.
function broken( {

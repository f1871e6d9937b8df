/* panel-main.h - the whole program absentia behind one call, without a word of GTK */
#pragma once

int panel_main (int argc, char **argv);

/* session-folder.h - a folder that is only there for as long as something runs. For this room only
 */
#pragma once

/* With the files that are in it; folders in it stay, and so does it then. */
void session_folder_remove (const char *folder);

/* htmx, by its bare name: the import map in the page's head knows where this release keeps it. */
import "htmx.org";
